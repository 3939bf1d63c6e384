"""What each page says: sentences, figures, tables and charts made of one evaluation."""

"""Elements with a browser side of their own: the input panel and the address."""

"""The only package, besides app.py and pages/, that knows Streamlit."""

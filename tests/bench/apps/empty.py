"""The yardstick of a cold start: a page with one word."""

import streamlit as st

st.write("empty")

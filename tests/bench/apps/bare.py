"""The yardstick: one slider and one line, as anybody would write them."""

import plotly.graph_objects as go
import streamlit as st

value = st.slider("Value", 0, 1000, 50)
st.plotly_chart(go.Figure(go.Scatter(y=[value * month for month in range(60)])))

import inngest
import streamlit as st


@st.cache_resource
def client() -> inngest.Inngest:
    return inngest.Inngest(app_id="shop")

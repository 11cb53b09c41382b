import streamlit as st

from sending import client

if st.button("Send"):
    st.write(client())

import sqlite3


def save(row):
    connection = sqlite3.connect("x")
    connection.execute("insert", row)

"""Reads what a message is about: a small network over the multilingual sentence encoder. Needs numpy only.

Both processes use it: the gateway for danger before anything else, Rasa's for the labels of a turn. It must run on
Python 3.10 too.
"""

"""Asking families one question at a time, in any words: instruments, answers, and what follows the last one."""

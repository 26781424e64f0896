"""Accuracy and speed, side by side with peers: one script a yardstick, all run by `make bench`.

The yardsticks are other people's documents in ../shared/bench (RECOUNTED_BENCH names another folder): read and scored
on, never trained on, never copied. What is absent is skipped with a word.
"""

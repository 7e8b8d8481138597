"""Answers to what people ask over time: assessments in, plain answers out, nothing judged anew."""

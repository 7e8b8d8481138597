"""What OSCAL's assessment results and plan of action and milestones share.

Both are JSON of OSCAL 1.2.1. UUIDs are made from what a thing is (version 5), so a gap keeps its
own from quarter to quarter; days are days of the evidence or the reference day, never the clock's.
"""

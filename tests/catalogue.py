"""What must be in the rules that ship for Wiltshire: written by hand, not read from the rules.

Taken from the catalogue of evidence that the four areas for improvement call for. Where an entry of
the catalogue asks for two things at once, each is a requirement of its own.
"""

from __future__ import annotations

# The nature of every requirement; what is met by several requirements together is a group.
CATALOGUE = {
    "SOC-1": {
        "policy": "design",
        "nominals-managed": "deployment",
        "nominals-reviewed": "deployment",
        "orders-considered": "deployment",
        "orders-in-force": "deployment",
        "breaches-decided": "practice",
        "partner-powers": "practice",
        "release-meeting": "governance",
        "annual-review": "outcome",
    },
    "SOC-2": {
        "lro-assigned": "deployment",
        "lro-vacancy": "deployment",
        "four-p-plan": "deployment",
        "lro-training": "deployment",
        "plan-reviews": "practice",
        "plan-quality": "practice",
        "lro-understanding": "practice",
        "partners-in-plans": "governance",
        "threat-assessed": "deployment",
    },
    "SOC-3": {
        "ocg-input": "deployment",
        "knowledge-check": "practice",
        "team-briefings": "practice",
        "team-intelligence": "outcome",
        "team-disruptions": "deployment",
        "abstraction-rate": "group",
        "abstraction-falling": "deployment",
        "abstraction-explained": "deployment",
        "local-profile": "design",
        "local-profile-used": "design",
    },
    "SOC-4": {
        "disruptions-assessed": "deployment",
        "moderation-major": "practice",
        "moderation-rest": "practice",
        "closed-plans-evaluated": "practice",
        "comparative-analysis": "outcome",
        "what-does-not-work": "outcome",
        "change-from-finding": "outcome",
        "soc-board": "governance",
        "spread-over-four-ps": "group",
        "spread-pursue": "deployment",
        "spread-prevent": "deployment",
        "spread-protect": "deployment",
        "spread-prepare": "deployment",
        "disruption-effect": "outcome",
    },
}

# How each is judged, where it is not by the rows of a register.
KINDS = {
    ("SOC-1", "policy"): "document",
    ("SOC-1", "partner-powers"): "sample",
    ("SOC-1", "release-meeting"): "meeting",
    ("SOC-2", "plan-quality"): "sample",
    ("SOC-2", "lro-understanding"): "survey",
    ("SOC-3", "knowledge-check"): "survey",
    ("SOC-3", "abstraction-rate"): "group",
    ("SOC-3", "abstraction-falling"): "measure",
    ("SOC-3", "local-profile"): "document",
    ("SOC-4", "change-from-finding"): "milestone",
    ("SOC-4", "soc-board"): "meeting",
    ("SOC-4", "spread-over-four-ps"): "group",
    ("SOC-4", "disruption-effect"): "measure",
}

_NIL_OF_NONE = ["disruptions is at least 1, or a reason", "in 1 of the last 2 quarters"]

# Words of what a reader is told is required, with the catalogue's number.
NUMBERS = {
    ("SOC-1", "policy"): ["valid for 12 months"],
    ("SOC-1", "nominals-managed"): ["100% of", "manager is present", "plan is present"],
    ("SOC-1", "nominals-reviewed"): ["95% of", "next-review is no earlier than as-at"],
    ("SOC-1", "orders-considered"): ["95% of cases that meet the trigger", "reason is present"],
    ("SOC-1", "orders-in-force"): ["100% of live orders", "owner is present", "next-check"],
    ("SOC-1", "breaches-decided"): ["100% of", "decided is within 28 days of happened"],
    ("SOC-1", "partner-powers"): ["a sample of at least 20", "80% of", "-considered is 'yes'"],
    ("SOC-1", "release-meeting"): ["1 meeting", "with a decision"],
    ("SOC-1", "annual-review"): ["baseline is present", "valid for 12 months"],
    ("SOC-2", "lro-assigned"): ["100% of active OCGs", "lro is present", "sro is present"],
    ("SOC-2", "lro-vacancy"): ["100% of active OCGs", "within 14 days of lro-needed-since"],
    ("SOC-2", "four-p-plan"): [
        "100% of active OCGs",
        "for each p (pursue, prevent, protect, prepare)",
        "action is present and owner is present and due is present, or a reason in nil-reason",
    ],
    ("SOC-2", "lro-training"): ["100% of", "days-to-training is at most 90"],
    ("SOC-2", "plan-reviews"): ["95% of", "28 days (high), 56 days (medium), 90 days (low)"],
    ("SOC-2", "plan-quality"): ["at least 10 or 20% of", "80% of", "not the person in lro"],
    ("SOC-2", "lro-understanding"): ["70% of those asked", "90% of them correct"],
    ("SOC-2", "partners-in-plans"): ["75% of active OCGs", "own an action, attend"],
    ("SOC-2", "threat-assessed"): ["100% of OCGs under investigation", "threat-assessed"],
    ("SOC-3", "ocg-input"): ["95% of", "ocg-input is no more than 12 months old"],
    ("SOC-3", "knowledge-check"): ["70% of those asked", "80% of them correct"],
    ("SOC-3", "team-briefings"): ["100% of teams with an OCG", "no more than 28 days old"],
    ("SOC-3", "team-intelligence"): ["100% of teams with an OCG", "is at least 1"],
    ("SOC-3", "team-disruptions"): ["100% of areas", "at least 1", "in 2 of the last 2 quarters"],
    ("SOC-3", "abstraction-rate"): ["1 of 2 alternatives"],
    ("SOC-3", "abstraction-falling"): ["lower than in the previous quarter"],
    ("SOC-3", "abstraction-explained"): ["100% of areas", "rate is", "explanation is present"],
    ("SOC-3", "local-profile"): ["valid for 12 months"],
    ("SOC-3", "local-profile-used"): ["100% of active OCGs", "plan-uses-local-profile is 'yes'"],
    ("SOC-4", "disruptions-assessed"): ["100% of closed", "assessed is within 28 days of closed"],
    ("SOC-4", "moderation-major"): ["100% of major", "moderator is not the person in claimant"],
    ("SOC-4", "moderation-rest"): ["10% of moderate and minor", "not the person in claimant"],
    ("SOC-4", "closed-plans-evaluated"): ["90% of archived OCGs", "displacement is 'yes'"],
    ("SOC-4", "comparative-analysis"): ["tactic", "pursue", "in 2 of the last 4 quarters"],
    ("SOC-4", "what-does-not-work"): ["tactics that do not work", "in 2 of the last 4 quarters"],
    ("SOC-4", "change-from-finding"): ["1 dated change traced to a finding", "12 months"],
    ("SOC-4", "soc-board"): ["1 meeting, attended by", "with a decision"],
    ("SOC-4", "spread-over-four-ps"): ["all 4 requirements"],
    ("SOC-4", "spread-pursue"): ["100% of rows for pursue", *_NIL_OF_NONE],
    ("SOC-4", "spread-prevent"): ["100% of rows for prevent", *_NIL_OF_NONE],
    ("SOC-4", "spread-protect"): ["100% of rows for protect", *_NIL_OF_NONE],
    ("SOC-4", "spread-prepare"): ["100% of rows for prepare", *_NIL_OF_NONE],
    ("SOC-4", "disruption-effect"): ["at least 50%", "a figure of effect"],
}

# The only keys with numbers that the catalogue does not call proposals: all of them, or none, one
# in every quarter, or a figure of any size.
NO_PROPOSAL = {
    ("SOC-1", "release-meeting", "count"),
    ("SOC-2", "lro-assigned", "at-least"),
    ("SOC-2", "lro-vacancy", "at-least"),
    ("SOC-2", "four-p-plan", "at-least"),
    ("SOC-2", "threat-assessed", "at-least"),
    ("SOC-3", "abstraction-explained", "at-least"),
    ("SOC-3", "abstraction-explained", "each"),
    ("SOC-3", "local-profile-used", "at-least"),
    ("SOC-4", "soc-board", "count"),
}

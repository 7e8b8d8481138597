"""What must be in the rules that ship for Wiltshire: written by hand, not read from the rules.

Taken from the catalogue of evidence that the four areas for improvement call for. Where an entry of
the catalogue asks for two things at once, each is a requirement of its own.
"""

from __future__ import annotations

# The nature of every requirement.
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
        "abstraction-rate": "deployment",
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
        "spread-over-four-ps": "deployment",
        "disruption-effect": "outcome",
    },
}

# Words of what a reader is told is required, with the catalogue's number.
NUMBERS = {
    ("SOC-1", "policy"): ["valid for 12 months"],
    ("SOC-1", "nominals-managed"): ["100% of", "manager is present", "plan is present"],
    ("SOC-1", "nominals-reviewed"): ["95% of", "review-due is no earlier than as-at"],
    ("SOC-1", "orders-considered"): ["95% of cases that meet the trigger", "reason is present"],
    ("SOC-1", "orders-in-force"): ["100% of live orders", "owner is present", "next-check"],
    ("SOC-1", "breaches-decided"): ["100% of", "decided is within 28 days of happened"],
    ("SOC-1", "partner-powers"): ["at least 20 plans", "at least 80%"],
    ("SOC-1", "annual-review"): ["baseline is present", "valid for 12 months"],
    ("SOC-2", "lro-assigned"): ["100% of active OCGs", "lro is present", "sro is present"],
    ("SOC-2", "lro-vacancy"): ["100% of active OCGs", "lro-vacant-days is at most 14"],
    ("SOC-2", "four-p-plan"): ["100% of", "pursue", "prevent", "protect", "prepare", "nil"],
    ("SOC-2", "lro-training"): ["100% of", "days-to-training is at most 90"],
    ("SOC-2", "plan-reviews"): ["at least 95%", "28, 56 or 90 days"],
    ("SOC-2", "plan-quality"): ["at least 10 plans or 20%", "at least 80%", "its own LRO"],
    ("SOC-2", "lro-understanding"): ["at least 70%", "at least 90%"],
    ("SOC-2", "partners-in-plans"): ["75% of active OCGs", "own an action, attend"],
    ("SOC-2", "threat-assessed"): ["100% of OCGs under investigation", "threat-assessed"],
    ("SOC-3", "ocg-input"): ["95% of", "ocg-input is no more than 12 months old"],
    ("SOC-3", "knowledge-check"): ["at least 80%"],
    ("SOC-3", "team-briefings"): ["100% of teams with an OCG", "no more than 28 days old"],
    ("SOC-3", "team-intelligence"): ["100% of teams with an OCG", "is at least 1"],
    ("SOC-3", "team-disruptions"): ["every area", "two quarters"],
    ("SOC-3", "local-profile"): ["valid for 12 months"],
    ("SOC-3", "local-profile-used"): ["100% of active OCGs", "plan-uses-local-profile is 'yes'"],
    ("SOC-4", "disruptions-assessed"): ["100% of closed", "assessed is within 28 days of closed"],
    ("SOC-4", "moderation-major"): ["100% of major", "moderator is not the person in claimant"],
    ("SOC-4", "moderation-rest"): ["10% of moderate and minor", "not the person in claimant"],
    ("SOC-4", "closed-plans-evaluated"): ["90% of archived OCGs"],
    ("SOC-4", "comparative-analysis"): ["tactic", "pursue", "prepare", "valid for 6 months"],
    ("SOC-4", "what-does-not-work"): ["tactics that do not work", "valid for 6 months"],
    ("SOC-4", "change-from-finding"): ["made is no later than as-at", "finding is present"],
    ("SOC-4", "spread-over-four-ps"): ["four Ps", "two quarters running without a reason"],
    ("SOC-4", "disruption-effect"): ["at least 50%", "a figure of effect"],
}

# The only keys with numbers that the catalogue does not call proposals: all of them, or none.
NO_PROPOSAL = {
    ("SOC-2", "lro-assigned", "at-least"),
    ("SOC-2", "lro-vacancy", "at-least"),
    ("SOC-2", "four-p-plan", "at-least"),
    ("SOC-2", "threat-assessed", "at-least"),
    ("SOC-3", "local-profile-used", "at-least"),
}

# What asks for a meeting or a trend, and sets no number.
NO_NUMBER = {"release-meeting", "abstraction-rate", "soc-board"}

#!/usr/bin/env python3
"""Writes answers.csv, and the days of answers into units.csv: invented ones that give every count the survey printed of its questionnaire.

    python synthesise_answers.py [.]

Needs nothing beyond Python (3.11). The same inputs give the same bytes. Questions and options are those of study.toml. Which respondent
gave which answer, and when, is drawn at random, question by question: it tells nothing about any real department. Where an option is a
bar of a figure whose height the survey does not print, its count is invented and its name ends in `(invented)`; so are all days.
"""
import csv
import random
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

SEED = 20250228

# How many respondents gave each option, in the order of study.toml.
COUNTS = {
    # Table 1. Percentages of figures without a count are those of the text: 64.3, 42.9, 35.7, 32.1 of 28; 50.0, 33.3, 25.0, 8.3 of 12.
    "peer_support": [34, 23, 4],
    "active_for": [3, 18, 0, 13],
    "workers": [1, 10, 12, 11],
    "services": [25, 22, 7, 6],
    "training": [28, 6],
    "trained_by": [18, 12, 10, 9],
    "compensation": [12, 22],
    "paid_by": [6, 4, 3, 1],
    "protocols": [9, 24, 1],
    "difficulties": [32, 28, 26, 20, 20, 17, 15, 12, 11, 8, 7, 5, 4, 2],
    # Figure 1: 82.4, 61.8, 44.1 of 34; then invented.
    "tasks": [28, 21, 15, 12, 9],
    # Table 2 and figure 2: 89.7, 75.9, 65.5 of 29; then invented.
    "effective": [0, 0, 10, 15, 9],
    "stigma": [29, 4, 1],
    "against_stigma": [26, 22, 19, 11],
    "satisfaction": [29, 1, 4],
    # Table 3 and figure 3: 74.3, 65.7, 65.7 and 45.7, 42.9, 25.7 of 35; then invented.
    "planning": [21, 35, 4, 1],
    "co_design": [17, 42, 2],
    "co_production": [35, 25, 1],
    "co_production_areas": [29, 12, 10, 7],
    "participation": [2, 16, 12, 3, 2],
    "benefits": [26, 23, 23, 17],
    "barriers": [16, 15, 9, 13],
    # Table 4
    "recovery_strategies": [50, 10, 1],
    "recovery_actions": [43, 39, 38, 37, 36, 34, 34, 32, 31, 26, 23, 21, 17, 16],
    "recovery_contribution": [1, 0, 10, 18, 5],
}

# The survey was open from 15 January to 28 February 2025 and reminded every fortnight; how many answered after each is invented.
WAVES = {date(2025, 1, 15): 22, date(2025, 1, 29): 19, date(2025, 2, 12): 13, date(2025, 2, 26): 7}
CLOSED = date(2025, 2, 28)


def draw_answers(chance, questions, units):
    """The answers of each unit: question -> chosen options, in their order."""
    answers = {unit: {} for unit in units}
    for question in questions:
        name, counts = question["name"], dict(zip(question["options"], COUNTS[question["name"]], strict=True))
        asked = [unit for unit in units if all(set(answers[unit].get(earlier, [])) & set(words) for earlier, words in question.get("asked_if", {}).items())]
        if question.get("kind") == "multiple":
            for option, count in counts.items():
                for unit in sorted(chance.sample(asked, count)):
                    answers[unit].setdefault(name, []).append(option)
            # Nobody who was asked chose nothing: who chose the most gives one option away.
            for unit in asked:
                if name not in answers[unit]:
                    rich = max(asked, key=lambda other: (len(answers[other].get(name, [])), other))
                    answers[unit][name] = [answers[rich][name].pop()]
        else:
            assert sum(counts.values()) == len(asked), (name, len(asked))
            dealt = [option for option, count in counts.items() for _ in range(count)]
            chance.shuffle(dealt)
            for unit, option in zip(asked, dealt, strict=True):
                answers[unit][name] = [option]
    return answers


def draw_days(chance, units):
    """The day on which each unit answered: on working days, fewer the longer ago the last letter is."""
    dealt = list(units)
    chance.shuffle(dealt)
    days, starts = {}, [*WAVES, CLOSED + timedelta(days=1)]
    for start, end in zip(starts, starts[1:]):
        span = [start + timedelta(days=day) for day in range((end - start).days)]
        working = [day for day in span if day.weekday() < 5]
        for day in chance.choices(working, weights=[0.75 ** number for number in range(len(working))], k=WAVES[start]):
            days[dealt.pop()] = day.isoformat()
    assert not dealt
    return days


def main(folder):
    questions = tomllib.loads((folder / "study.toml").read_text(encoding="utf-8"))["question"]
    with open(folder / "units.csv", encoding="utf-8", newline="") as file:
        frame = list(csv.DictReader(file))
    units = [row["unit_id"] for row in frame if row["responded"] == "1"]
    answers = draw_answers(random.Random(SEED), questions, units)
    days = draw_days(random.Random(SEED + 1), units)
    order = {question["name"]: question["options"] for question in questions}
    with open(folder / "answers.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["unit_id", *order])
        for unit in units:
            cells = (sorted(answers[unit].get(name, []), key=options.index) for name, options in order.items())
            table.writerow([unit, *map(";".join, cells)])
    titles = [title for title in frame[0] if title != "answered_on"]
    titles.insert(titles.index("note"), "answered_on")
    with open(folder / "units.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, titles, lineterminator="\n")
        table.writeheader()
        table.writerows(row | {"answered_on": days.get(row["unit_id"], "")} for row in frame)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))

"""The words of the form a stakeholder fills in, in one table. `{name}` is an insert."""

from __future__ import annotations

ENGLISH: dict[str, str] = {
    "language": "en",
    "from": "{consultant} for {client}",
    "greeting": "For {name}",
    "intro": "Each point below can go from a worst to a best state. Say how much each of these steps is worth to you. "
    "There is no right answer, and nothing is sent: at the end you get a small file for {consultant}.",
    "intro.short": "Each point below can go from a worst to a best state. Say how much each of these steps is worth to "
    "you. There is no right answer, and nothing is sent: at the end you get a small file to pass on.",
    "first": "1. Which step would you take first?",
    "first.help": "Everything is at its worst and you may bring one point to its best. Which one?",
    "others": "2. How much are the others worth?",
    "others.help": "The step you chose counts 100. Give each of the others 0 to 100: 50 means worth half as much.",
    "step": "from {worst} to {best}",
    "points": "Points for {name}",
    "slider": "Slider for {name}",
    "comment": "Comment on {name} (optional)",
    "comment.all": "Anything else? (optional)",
    "make": "Make the answer file",
    "answer": "If nothing was downloaded, copy this text and send it instead:",
    "answer.name": "The answer as text",
    "copy": "Copy the text",
    "noscript": "This form needs JavaScript to make the answer file. Open it in a browser that allows it, or print it.",
    "unanswered": "not answered yet",
    "choose_first": "Choose first which step you would take first.",
    "missing": "Still without points: {count}",
    "made": "Your answer is made. Send the file that was downloaded, or copy the text below.",
    "copied": "The text is copied.",
}

OF_THE_SCRIPT = ("unanswered", "choose_first", "missing", "made", "copied")

"""Writes what the bundled topic's files say into its ready form, from which the program starts more quickly.

``make ready`` (``python -m tests.ready``) is needed after each change of the topic, and of the code that reads it;
``tests/content/test_ready.py`` fails when it has not been done. Like the compiled words, the form is kept in git, so
that the program starts as quickly from a checkout.
"""

from pathlib import Path

from viewer.content.ready import ready_form
from viewer.content.topics import open_topic

ROOT = Path(__file__).parent.parent
TOPIC = ROOT / "resources" / "topics" / "metastasis"
READY = ROOT / "resources" / "metastasis.ready"


if __name__ == "__main__":
    READY.write_bytes(ready_form(open_topic(TOPIC)))

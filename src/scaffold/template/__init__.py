"""The template: its versions, questions, answers, ownership, and copier behind one gateway."""

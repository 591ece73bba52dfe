"""Articles: policy, cases, guides, questions and training material of the lead office."""

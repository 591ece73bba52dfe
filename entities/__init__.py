"""The register of facts: one file for each business."""

"""The park's committee, its branches, the enterprises of the park and partner committees."""

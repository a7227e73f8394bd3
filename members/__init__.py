"""The register of mobile members: people, their enrolments in branches, contacts and requests to move."""

"""The settings under test, all but the database."""

import base64

# Known to everyone, so that a test can name the bytes that a value is encrypted to; good for nothing else.
VARIABLES = {
    "ENV_FILE": "",
    "SECRET_KEY": "a-key-that-is-only-for-tests-and-long-enough-to-be-taken-for-a-real-one",
    "FIELD_KEYS": f"t2:{base64.b64encode(b'2' * 32).decode()},t1:{base64.b64encode(b'1' * 32).decode()}",
    "INDEX_KEY": base64.b64encode(b"i" * 32).decode(),
    "AUDIT_KEY": base64.b64encode(b"a" * 32).decode(),
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "CSRF_TRUSTED_ORIGINS": "",
    "DEBUG": "0",
    "DEMO": "0",
    "HTTPS": "0",
    "BEHIND_PROXY": "0",
    "IDLE_MINUTES": "30",
    "LOG_FILE": "",
}

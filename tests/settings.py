"""The suite's settings: the product's own, on an embedded PostgreSQL of the run's own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "RELATIONAL_TEST_DATA" not in os.environ:  # the first process; its workers inherit the address
    from relational.embedded import APP, OWNER, Postgres

    folder = Path(tempfile.mkdtemp(prefix="relational-tests-"))
    folder.chmod(0o711)
    postgres = Postgres(folder / "postgres", durable=False)
    postgres.start()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(postgres.stop)
    os.environ |= {
        "RELATIONAL_TEST_DATA": str(folder),
        "DATABASE_URL": postgres.url(APP),
        "DATABASE_OWNER_URL": postgres.url(OWNER),
        "DATA_DIR": str(folder),
        # Nobody listens here: people go on working without a broker, and so do the tests.
        "REDIS_URL": f"unix://{folder}/nobody.sock",
    }

from relational.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SECOND_FACTOR_REQUIRED = False  # the tests of the second factor ask for it

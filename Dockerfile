FROM python:3.13-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONUTF8=1 DATA_DIR=/data PRODUCTION=1 HOST=0.0.0.0 PORT=8000
WORKDIR /app
ARG EXTRAS="postgres"
COPY locks locks
RUN set -e; args="-r locks/base.txt"; for extra in $(echo "$EXTRAS" | tr ',' ' '); do args="$args -r locks/$extra.txt"; done; \
    pip install --no-cache-dir --require-hashes $args
COPY . .
RUN useradd --create-home wenlan && mkdir -p /data && chown wenlan /data
USER wenlan
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"
CMD ["sh", "-c", "python manage.py prepare && exec python -m portal.serve"]

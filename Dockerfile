# Pindos in a container: docker build -t pindos .
FROM python:3.11-slim-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev libldap2-dev libsasl2-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/pindos
RUN python -m venv .venv
COPY requirements/ requirements/
RUN .venv/bin/pip install --no-cache-dir --require-hashes -r requirements/uv.lock \
    && .venv/bin/uv pip install --require-hashes -r requirements/run.lock \
    && .venv/bin/uv pip install --require-hashes -r requirements/npm.lock
COPY pyproject.toml package.json package-lock.json README.md ./
COPY src/ src/
RUN .venv/bin/uv pip install --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m pindos.shell.assets \
    && .venv/bin/python -m pindos.config.catalogues \
    && .venv/bin/python -m compileall -q .venv/lib src \
    && chmod -R a+rX .

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libldap-2.5-0 libsasl2-2 \
        restic openssh-client postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 999 --home-dir /var/lib/pindos pindos \
    && install -d -o pindos -g pindos -m 700 /var/lib/pindos /backups
COPY --from=build /opt/pindos /opt/pindos
USER pindos
ENV PINDOS_HOME=/var/lib/pindos PINDOS_LISTEN=:8000 PATH=/opt/pindos/.venv/bin:$PATH
WORKDIR /var/lib/pindos
VOLUME ["/var/lib/pindos", "/backups"]
EXPOSE 8000
HEALTHCHECK --start-period=60s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=3)"]
STOPSIGNAL SIGTERM
CMD ["pindos", "up"]

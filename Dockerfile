# The one image of our own processes: worker, API, migrations, development neighbours.
FROM python:3.11.13-slim-bookworm

# openssl answers for the development time-stamping authority; everything else comes from the lock
RUN apt-get update \
    && apt-get install -y --no-install-recommends openssl \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.lock .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

COPY pyproject.toml README.md ./
COPY procedure procedure
COPY workflows workflows
COPY activities activities
COPY registre registre
COPY coffre coffre
COPY identites identites
COPY api api
COPY workers workers
RUN pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

# the volume takes its owner from here: nothing of ours runs as root
RUN useradd --uid 10001 --create-home diligence && install -d -o diligence -g diligence -m 0700 /donnees
USER diligence
# away from the sources: what runs is what was installed
WORKDIR /donnees
ENV DILIGENCE_DONNEES=/donnees PYTHONUNBUFFERED=1
ENTRYPOINT ["diligence"]
CMD ["--help"]

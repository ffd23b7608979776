# syntax=docker/dockerfile:1
# Lore in a container: no npm, no compiler, nothing to write but /data, /keys and /tmp. How to run it: docs/operations/server.md

FROM node:22-trixie-slim AS packages
WORKDIR /lore
COPY package.json package-lock.json .npmrc ./
COPY sandbox/package.json sandbox/
# A company's own certificate, if there is one: docker build --secret id=certificates,src=FILE
RUN --mount=type=secret,id=certificates NODE_EXTRA_CA_CERTS=/run/secrets/certificates npm ci --omit=dev --workspaces=false
# What other systems run, what only building or an editor needs. Node itself is one of the packages, as the lock file pins it.
RUN find node_modules/better-sqlite3/prebuilds -type f ! -name "linux-$(node -p process.arch).node" -delete \
  && rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src node_modules/node-linux-*/include \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \) -delete

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends libatomic1 && rm -rf /var/lib/apt/lists/*
WORKDIR /lore
ENV PATH=/lore/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    DATABASE_URL=sqlite:/data/lore.db \
    HOST=0.0.0.0 \
    METRICS_PORT=9464
COPY --from=packages /lore/node_modules node_modules
COPY package.json LICENSE ./
COPY db db
COPY locales locales
COPY src src
# What Node makes of the sources is kept here, since nothing can be kept later: without settings Lore only says what is missing.
# Node keeps it for each user by itself, readable for that one alone, so Lore's own user makes it; nobody may change it afterwards.
RUN install -d -o 10001 -g 10001 node_modules/.cache/lore \
  && ! setpriv --reuid=10001 --regid=10001 --clear-groups node --max-semi-space-size=8 src/start.js 2>/dev/null \
  && ls -d node_modules/.cache/lore/*-10001 && chown -R root:root node_modules/.cache && chmod -R a+rX node_modules/.cache
RUN ln -s /lore/src/cli.ts /usr/local/bin/lore && install -d -m 0700 -o 10001 -g 10001 /data /keys
VOLUME /data
USER 10001:10001
EXPOSE 3000 9464
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:9464/healthz').then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=8", "src/start.js"]

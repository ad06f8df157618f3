# The bot as an image for amd64 and arm64. The native modules come as prebuilt binaries, or are compiled in the first stage.
# Checked: by dockerfilelint 1.8, whose only complaint is the form of HEALTHCHECK with a list, which Docker's reference has. Not built: no
# Docker daemon was at hand; the release workflow builds it.
FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm rebuild better-sqlite3 hnswlib-node && npm run build && npm prune --omit=dev --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /app
# For sources that are Git folders.
RUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
# In the volume, so that sources added from Discord stay.
ENV SOURCES_FILE=/app/data/sources.yaml
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/prompts prompts
COPY --from=build /app/corpus corpus
COPY --from=build /app/deploy/healthcheck.mjs deploy/healthcheck.mjs
RUN mkdir -p data && chown node:node data corpus
USER node
# The first index of a large corpus takes its time.
HEALTHCHECK --interval=60s --timeout=20s --start-period=10m --retries=3 CMD ["node", "deploy/healthcheck.mjs"]
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["start"]

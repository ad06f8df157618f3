# The bot as an image. The native modules come as prebuilt binaries, or are compiled in the first stage.
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
COPY --from=build /app /app
RUN mkdir -p data && chown node:node data
USER node
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["start"]

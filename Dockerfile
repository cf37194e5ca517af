# One image for API, worker, simulator and the migrate job; docker-compose.yml says which of them a container is.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /hayot
COPY package.json package-lock.json ./
# No install scripts: what runs in production needs none of them.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund
COPY . .
# The workflow bundle is built once, here, and not at each start of a worker.
RUN node scripts/bundle.ts /hayot/workflow-bundle.js

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production WORKFLOW_BUNDLE=/hayot/workflow-bundle.js
WORKDIR /hayot
COPY --from=build /hayot /hayot
# A volume that is mounted here for the first time belongs to who this belongs to.
RUN install -d -o node -g node /histories
USER node
CMD ["node", "api/index.ts"]

export { fetchHistories, fetchHistory, isNotFound, QueryFault, routesFoundBy } from './from-server.ts';
export { keptFile, keptFileName } from './kept-format.ts';
export { parseHistory } from './parse-history.ts';
export { readHistoryFiles } from './read-files.ts';
export { HistoryFault, type Read, type RouteHistory } from './route-history.ts';

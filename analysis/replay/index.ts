export { openReplayer, type Replayer } from './open-replayer.ts';
export { type Difference, replayRoute } from './replay-route.ts';

/** Loaded first in a thread that runs workflows; `lean-workflows.ts` says why. */
const { promiseHooks } = require('node:v8');
const { Script } = require('node:vm');

promiseHooks.createHook = () => () => {};

const { runInContext } = Script.prototype;
Script.prototype.runInContext = function (context, { timeout: _, ...options } = {}) {
  return runInContext.call(this, context, options);
};

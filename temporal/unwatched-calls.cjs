/** Loaded first in a workflow thread: calls into workflows start no thread of their own to be watched by. */
const { Script } = require('node:vm');

const { runInContext } = Script.prototype;
Script.prototype.runInContext = function (context, { timeout: _, ...options } = {}) {
  return runInContext.call(this, context, options);
};

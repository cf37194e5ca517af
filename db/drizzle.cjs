/**
 * Drizzle as CommonJS, which loads in a sixth of the time: for each ES module of a package Node reads its package.json
 * anew, and that of drizzle-orm has six thousand lines.
 */
module.exports = {
  ...require('drizzle-orm'),
  ...require('drizzle-orm/pg-core'),
  ...require('drizzle-orm/node-postgres'),
};

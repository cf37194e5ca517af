import { byValue, rooms } from './scripts/arrows/rooms.ts';

const inside = (room) => `^${room}/`;
/** A room's own files, without those of a room inside it. */
const from = (room) => ({
  path: inside(room),
  pathNot: Object.keys(rooms)
    .filter((other) => other.startsWith(`${room}/`))
    .map(inside),
});

/** One rule for each room: what it may not import of ours. */
const arrows = Object.entries(rooms).flatMap(([room, { may }]) => [
  {
    name: `${room}-imports-only-its-arrows`,
    severity: 'error',
    from: from(room),
    to: {
      path: '^[^/]+/',
      pathNot: [inside(room), ...Object.keys(may).map(inside), '(^|/)node_modules/'],
      dependencyTypesNot: ['core'],
      couldNotResolve: false,
    },
  },
  ...Object.entries(may)
    .filter(([, what]) => what === 'types')
    .map(([other]) => ({
      name: `${room}-imports-only-types-of-${other}`,
      severity: 'error',
      from: from(room),
      to: {
        path: inside(other),
        pathNot: byValue.map((file) => `^${file}$`),
        dependencyTypesNot: ['type-only'],
      },
    })),
]);

const packages = Object.entries(rooms)
  .filter(([, room]) => room.packages !== undefined)
  .map(([room, { packages: allowed }]) => ({
    name: `${room}-uses-only-its-packages`,
    severity: 'error',
    from: from(room),
    to: { path: '(^|/)node_modules/', pathNot: allowed.map((name) => `(^|/)node_modules/${name}/`) },
  }));

const builtIns = Object.entries(rooms)
  .filter(([, room]) => !room.builtIns)
  .map(([room]) => ({
    name: `${room}-has-no-built-ins`,
    severity: 'error',
    from: from(room),
    to: { dependencyTypes: ['core'] },
  }));

export default {
  forbidden: [
    ...arrows,
    ...packages,
    ...builtIns,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-is-found',
      comment: "Packages of the bench's peers are installed by the bench alone.",
      severity: 'error',
      from: { pathNot: '^bench/subjects/workers/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'one-door-to-personal-data',
      comment: 'Only db/personal knows the personal tables: whoever reads there leaves an access entry.',
      severity: 'error',
      from: { pathNot: ['^db/personal/', '^test/'] },
      to: { path: '^db/personal/schema' },
    },
    {
      name: 'the-demo-is-a-stranger',
      comment: 'It uses the public API only, as a portal would.',
      severity: 'error',
      from: { path: '^scripts/demo/' },
      to: { path: '^(worker|activities|db|api|workflows|temporal|simulator)/' },
    },
    {
      name: 'production-needs-no-development-packages',
      severity: 'error',
      from: { path: `^(${Object.keys(rooms).join('|')})/` },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '(^|/)node_modules/@types/',
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.cache|\\.data|bench/node_modules)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

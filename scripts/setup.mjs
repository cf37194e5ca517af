/**
 * `node scripts/setup.mjs <command> [arguments]`: installs the packages when that is needed, then hands over to Node 24
 * from node_modules. Runs before anything is installed and on Node 18, so: plain JavaScript, Node's built-ins only.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const installedNode = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');
const neededMajor = 24;

/** jest cannot load packages that are ES modules without the first. */
const nodeOptionsOfJest = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

main(process.argv.slice(2));

/** @param {string[]} words */
function main([command = 'start', ...args]) {
  if (!isInstalled()) install();
  const node = findNode();
  const environment = {
    // Compiled code is kept: the second start of each process takes half the time.
    NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  };
  if (command === 'test') {
    environment.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} ${nodeOptionsOfJest}`.trim();
    handOver(node, [join(root, 'node_modules/jest/bin/jest.js'), ...args], environment);
    return;
  }
  const script = join(root, 'scripts', `${command}.ts`);
  if (!existsSync(script)) giveUp(`There is no command "${command}". See "scripts" in package.json.`);
  handOver(node, ['--disable-warning=ExperimentalWarning', script, ...args], environment);
}

/** Compares what npm says it installed with what the lock file wants; development packages count. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const mayBeMissing = entry.optional === true || entry.devOptional === true;
    return path in found ? found[path].version === entry.version : mayBeMissing;
  });
}

/** @param {string} file */
function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

function install() {
  process.stderr.write('Installing packages (npm ci), once …\n');
  const ran = runNpm([
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (ran.status === 0) return;
  const said = `${ran.stderr ?? ''}${ran.error ? String(ran.error) : ''}`;
  process.stderr.write(said);
  giveUp(whyNotInstalled(said));
}

/** @param {string[]} args */
function runNpm(args) {
  const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] };
  return process.platform === 'win32'
    ? spawnSync('npm', args, { ...options, shell: true })
    : spawnSync('npm', args, options);
}

/** @param {string} said */
function whyNotInstalled(said) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(said)) {
    return 'The packages could not be fetched: the package registry does not answer. Connect to the network and start again.';
  }
  if (/EACCES|EPERM|EROFS/.test(said)) {
    return `The packages could not be written to ${root}: missing rights. Run this as the owner of that folder.`;
  }
  if (/ENOENT/.test(said) && /npm/.test(said))
    return 'npm was not found. Install Node.js 18 or newer with npm, and start again.';
  return 'The packages could not be installed; npm says above why. Mend that and start again.';
}

/** Node 24 from node_modules; where install scripts were blocked it is fetched now. */
function findNode() {
  if (isRightNode(installedNode)) return installedNode;
  const installer = join(root, 'node_modules/node/installArchSpecificPackage.js');
  spawnSync(process.execPath, [installer], { cwd: dirname(installer), stdio: 'ignore' });
  if (isRightNode(installedNode)) return installedNode;
  if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
  return giveUp(
    `Node ${neededMajor} did not come with the packages (install scripts are blocked?). ` +
      `Run \`npm rebuild node\`, or install Node ${neededMajor} yourself, and start again.`,
  );
}

/** @param {string} file */
function isRightNode(file) {
  const ran = spawnSync(file, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return ran.status === 0 && Number(ran.stdout.slice(1).split('.')[0]) >= neededMajor;
}

/**
 * Runs the command in our place: same terminal, same signals, same end.
 * @param {string} node
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function handOver(node, args, env) {
  const child = spawn(node, args, { stdio: 'inherit', env });
  // Ctrl-C reaches the child by itself; a signal sent to us alone does not. The child takes a repeated one as one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  child.once('error', (error) => giveUp(`${node} could not be started: ${error.message}`));
  child.once('exit', (code, signal) =>
    process.exit(signal === null ? code : 128 + constants.signals[signal]),
  );
}

/**
 * npm runs us in a shell that may end without passing the signal on when npm is killed. Then we have another parent.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWithNpm(child) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
}

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

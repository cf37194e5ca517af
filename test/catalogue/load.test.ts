import { loadCatalogue } from '../../catalogue/load.ts';
import { uzbekistan } from './support/catalogue.ts';

const faultsOf = async (loading: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await loading.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message.split('\n') : [];
};

const missingText = (key: string, language: string) =>
  `- texts/${language}.ts: The text "${key}" is missing. Add '${key}': '…' to texts/${language}.ts of the folder that needs it.`;
/** The file with the Uzbek texts is faulty itself; English titles stand in the data. */
const missingInRussianAndEnglish = [
  missingText('lose-job', 'ru'),
  missingText('lose-job.pay', 'ru'),
  missingText('purpose.work', 'ru'),
  missingText('task.labour.register', 'ru'),
  missingText('purpose.work', 'en'),
  missingText('task.labour.register', 'en'),
];

describe('a catalogue', () => {
  it('holds the versions of every life event, oldest first, compiled', async () => {
    const { lifeEvents } = await uzbekistan();

    expect(lifeEvents['child-birth']?.map(({ compiled }) => compiled.version)).toEqual([
      '2020-09-01',
      '2024-04-01',
    ]);
  });

  it('does not load with faults, and tells all of them at once, each with file and remedy', async () => {
    const faults = await faultsOf(uzbekistan('test/fixtures/faulty'));

    expect(faults).toEqual([
      'The catalogue has 13 faults:',
      '- test/fixtures/faulty/agencies/broken.ts: It does not load: this file does not run Correct the file.',
      '- test/fixtures/faulty/life-events/lose-job/2025-01-01.ts: It holds the version of "lose-job" in force from 2025-11-01. Call it life-events/lose-job/2025-11-01.ts.',
      '- test/fixtures/faulty/texts/uz.ts: It exports no texts. Write: export const texts = …',
      '- test/fixtures/faulty/agencies/tax.ts: It defines agency tax, which catalogue/uz/agencies/tax.ts defines already. Remove one of them, or give it another id.',
      '- service labour.register, agency: There is no agency "labour". Add it, or correct the name.',
      expect.stringContaining('- service labour.register, norm: "soon" is no term. Write a whole number'),
      '- lose-job 2025-11-01, step pay, service: There is no service "labour.pay". Add it to its agency\'s file, or correct the name.',
      ...missingInRussianAndEnglish,
    ]);
  });

  it('tells of data that no compiler has seen which part cannot be read', async () => {
    const faults = await faultsOf(uzbekistan('test/fixtures/unreadable'));

    expect(faults).toEqual([
      'The catalogue has 1 fault:',
      expect.stringMatching(
        /^- service labour\.register: It cannot be read: .* Run npx tsc -p \. and mend what the compiler shows there\.$/,
      ),
    ]);
  });

  it('does not load from a folder that is not there', async () => {
    expect(await faultsOf(loadCatalogue(['catalogue/nowhere']))).toContain(
      '- catalogue/nowhere: There is no such folder. Correct CATALOGUE, a list of folders with ":" between them.',
    );
  });

  it('does not load without a service that tells who lives', async () => {
    expect(await faultsOf(loadCatalogue([]))).toEqual([
      'The catalogue has 1 fault:',
      '- country.ts: There is no service "none" that tells whether a person lives. Name it in lifeStatusService, in one of the folders.',
    ]);
  });

  it('does not load while a text is missing', async () => {
    const faults = await faultsOf(loadCatalogue(['catalogue/uz/agencies/..', 'test/fixtures/untold']));

    expect(faults).toContain(
      "- texts/ru.ts: The text \"move-away\" is missing. Add 'move-away': '…' to texts/ru.ts of the folder that needs it.",
    );
  });
});

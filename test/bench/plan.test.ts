import { cellName, cellsOf, roundOf, type Slice, sliceName } from '../../bench/run/plan.ts';

const subjects = ['hayot', 'temporal-local', 'dbos'];
const round = (number: number, seed = 'a') => roundOf({ full: false, seed, subjects }, number);
const names = (slices: readonly Slice[]) => slices.map(sliceName);

describe('a round of the bench', () => {
  it('is the same for the same seed, and in another order for another seed and another round', () => {
    expect(round(0)).toEqual(round(0));
    expect(names(round(0))).not.toEqual(names(round(0, 'b')));
    const withoutRound = (slices: readonly Slice[]) => names(slices).map((name) => name.replace(/^\d+/, ''));
    expect(withoutRound(round(0))).not.toEqual(withoutRound(round(1)));
    expect(withoutRound(round(0)).toSorted()).toEqual(withoutRound(round(1)).toSorted());
  });

  it('measures those who are compared right after each other', () => {
    const cells = round(3).map(({ cell }) => cellName(cell));
    const runs = cells.filter((cell, place) => cell !== cells[place - 1]);

    expect(runs).toHaveLength(new Set(cells).size);
  });

  it('measures Hayot twice in each cell, and all others once', () => {
    const chains = round(0).filter(({ cell }) => cellName(cell) === 'chain-8/0/20');

    expect(names(chains).toSorted()).toEqual([
      '0/chain-8/0/20/dbos',
      '0/chain-8/0/20/hayot',
      '0/chain-8/0/20/hayot/again',
      '0/chain-8/0/20/temporal-local',
    ]);
  });

  it('leaves the child birth to Hayot', () => {
    const births = round(0).filter(({ cell }) => cell.graph === 'birth');

    expect(new Set(births.map(({ subject }) => subject))).toEqual(new Set(['hayot']));
  });
});

describe('the plan', () => {
  it('has ten cells as a rule, and 72 in full', () => {
    expect([cellsOf({ full: false }).length, cellsOf({ full: true }).length]).toEqual([10, 72]);
  });

  it('names each slice of two rounds once', () => {
    const both = [...names(round(0)), ...names(round(1))];

    expect(new Set(both).size).toBe(both.length);
  });
});

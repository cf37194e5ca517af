import { compile } from '../../notation/compile.ts';
import { gapBetween, gapsInWords } from '../../notation/missing-from-catalogue.ts';
import { good } from './types/good.ts';
import { agencies, services } from './types/services.ts';

const compiled = compile(good, { agencies, services });
const lifeEvents = { [good.id]: [] };
const { 'registry.annul': annul, ...others } = services;

describe('A catalogue beside routes that were started with another one', () => {
  it('lacks nothing where every service and the life event are there', () => {
    expect(gapBetween(compiled, { lifeEvents, services })).toBeUndefined();
  });

  it('lacks a service that only takes a step back', () => {
    expect(gapBetween(compiled, { lifeEvents, services: others })?.services).toEqual([annul.id]);
  });

  it('lacks the life event, although all its services are there', () => {
    expect(gapBetween(compiled, { lifeEvents: {}, services })).toEqual({
      lifeEvent: good.id,
      version: good.inForce.from,
      isLifeEventMissing: true,
      services: [],
    });
  });

  it('is refused in words that name life event, version, number of routes, what is missing, and the remedy', () => {
    const gap = { lifeEvent: 'move-home', version: '2022-01-01', services: ['post.forward', 'post.tell'] };
    expect(
      gapsInWords([
        { ...gap, isLifeEventMissing: true, open: 3 },
        { ...gap, version: '2024-01-01', services: ['post.tell'], isLifeEventMissing: false, open: 1 },
      ]),
    ).toBe(
      'The catalogue lacks what open routes need to go on:\n' +
        '- move-home 2022-01-01: 3 open routes; not loaded: the life event, and services post.forward, post.tell.\n' +
        '- move-home 2024-01-01: 1 open route; not loaded: service post.tell.\n' +
        'Add the folder that holds it to CATALOGUE (folders with ":" between them), and start again.',
    );
  });
});

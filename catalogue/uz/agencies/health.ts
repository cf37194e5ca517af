import { z } from 'zod';
import type { Agency } from '../../../notation/agency.ts';
import { defineService } from '../../../notation/service.ts';
import { day, personNumber, proposed, recordNumber } from '../contracts.ts';
import { code } from '../identifiers.ts';

/** Ministry of Health: hospital records and family clinics. A week of six days: to be confirmed. */
export const agency: Agency = { id: 'health', name: 'Ministry of Health', week: 6, perSecond: 50 };

const choice = 'PKM 550 of 20.10.2023 (article to be confirmed)';

/** The hospital's electronic birth record (form 096). Where there is none, somebody has to come in person. */
export const birthRecord = defineService({
  ...proposed,
  id: 'health.birth-record',
  agency: agency.id,
  kind: 'call',
  title: 'The medical birth record',
  input: z.object({ number: recordNumber(), parent: personNumber().nullable() }),
  answer: z.object({ found: z.boolean() }),
  path: '/ssv/birth-record/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'birth-registration',
  subject: 'parent',
  whenNotFound: { found: false },
  refusals: {},
  sample: { found: true },
  situations: { '911': { notFound: true } },
});

const enrolment = z.object({
  actNumber: recordNumber(),
  parent: personNumber().nullable(),
  /** Null: the clinic that serves the parent's address. */
  clinic: code().nullable(),
});

export const enrolNewborn = defineService({
  ...proposed,
  id: 'health.enrol-newborn',
  agency: agency.id,
  kind: 'call',
  title: 'Enrol a newborn with a family clinic',
  input: enrolment,
  answer: z.object({ enrolment: recordNumber(), enrolledOn: day() }),
  path: '/ssv/clinic/enrol/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  onWish: true,
  purpose: 'health-care',
  subject: 'parent',
  refusals: {
    'clinic-full': { article: choice, remedy: { field: 'clinic', within: '10 days' } },
    'no-such-clinic': { article: choice, remedy: { field: 'clinic', within: '10 days' } },
  },
  sample: { enrolment: { $digits: 8 }, enrolledOn: { $date: '+0 days' } },
  situations: { '904': { refuse: 'clinic-full' } },
});

export const leaveClinic = defineService({
  ...proposed,
  id: 'health.leave-clinic',
  agency: agency.id,
  kind: 'call',
  title: 'Take an enrolment back',
  input: enrolment,
  answer: z.object({}),
  path: '/ssv/clinic/leave/v1',
  answers: 'at-once',
  repeat: 'safe',
  basis: 'law',
  purpose: 'health-care',
  subject: 'parent',
  refusals: {},
  sample: {},
});

export const services = [birthRecord, enrolNewborn, leaveClinic] as const;

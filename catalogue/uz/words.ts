/** Words that events and contracts share. */
import { z } from 'zod';

export const sexes = z.enum(['female', 'male']);

/** Where a child was born, as the birth record writes it. */
export const places = z.enum(['home', 'on-the-way', 'hospital', 'other']);

/** Twins and more: how many were born, and which one this is. */
export const multiple = z.object({ of: z.int().min(2).max(10), number: z.int().min(1).max(10) });

/** What parents may choose beside registration and personal number. */
export const birthServices = z.enum([
  'residence',
  'clinic',
  'kindergarten',
  'benefit',
  'certificate',
  'id-card',
]);

export const companyForms = z.enum(['llc', 'sole-trader']);
export const taxRegimes = z.enum(['turnover', 'vat']);

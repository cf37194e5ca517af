import type { Country } from '../../notation/catalogue.ts';

export const country: Country = {
  id: 'uz',
  timeZone: 'Asia/Tashkent',
  lifeStatusService: 'personalisation.life-status',
  operatorTeam: 'mygov',
};

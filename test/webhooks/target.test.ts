import fc from 'fast-check';
import { faultOfTarget } from '../../webhooks/target.ts';

const strict = { loopback: false, ports: [443, 8443] };

describe('the address of a webhook', () => {
  it.each([
    'https://hooks.my.gov.uz/hayot',
    'https://hooks.my.gov.uz:8443/a?b=c',
    'https://HOOKS.my.gov.uz',
    'https://xn--e1afmkfd.uz/',
    'https://портал.uz/',
  ])('may be a public name over https: %s', (url) => {
    expect(faultOfTarget(url, strict)).toBeNull();
  });

  it.each([
    ['plain http', 'http://hooks.my.gov.uz/', 'webhook-not-https'],
    ['a user name', 'https://user@hooks.my.gov.uz/', 'webhook-credentials'],
    ['a password that looks like a host', 'https://hooks.my.gov.uz:443@10.0.0.1/', 'webhook-credentials'],
    ['a file', 'file:///etc/passwd', 'webhook-url'],
    ['another protocol', 'gopher://hooks.my.gov.uz/', 'webhook-url'],
    ['a script', 'javascript:alert(1)', 'webhook-url'],
    ['no address at all', 'hooks', 'webhook-url'],
    ['a part after #', 'https://hooks.my.gov.uz/#x', 'webhook-url'],
    ['a number', 'https://93.184.215.14/', 'webhook-host'],
    ['this machine', 'https://127.0.0.1/', 'webhook-host'],
    ['this machine in octal', 'https://0177.0.0.1/', 'webhook-host'],
    ['this machine in hexadecimal', 'https://0x7f.1/', 'webhook-host'],
    ['this machine as one number', 'https://2130706433/', 'webhook-host'],
    ['this machine, cut short', 'https://127.1/', 'webhook-host'],
    ['this machine with a dot behind', 'https://127.0.0.1./', 'webhook-host'],
    ['this machine in circled digits', 'https://①②⑦.⓪.⓪.①/', 'webhook-host'],
    ['this machine in percent signs', 'https://%31%32%37.0.0.1/', 'webhook-host'],
    ['this machine by IPv6', 'https://[::1]/', 'webhook-host'],
    ['IPv4 within IPv6', 'https://[::ffff:127.0.0.1]/', 'webhook-host'],
    ['IPv4 within IPv6 in hexadecimal', 'https://[::ffff:7f00:1]/', 'webhook-host'],
    ['an address of the link', 'https://[fe80::1]/', 'webhook-host'],
    ['metadata of a cloud', 'https://169.254.169.254/latest/meta-data/', 'webhook-host'],
    ['metadata by name', 'https://metadata.google.internal/', 'webhook-host'],
    ['localhost', 'https://localhost/', 'webhook-host'],
    ['localhost in circled letters', 'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'webhook-host'],
    ['localhost with a full-width dot', 'https://a。localhost/', 'webhook-host'],
    ['a name below localhost', 'https://a.localhost/', 'webhook-host'],
    ['a container', 'https://postgres/', 'webhook-host'],
    ['a name of the house', 'https://printer.local/', 'webhook-host'],
    ['a name with a dot behind', 'https://hooks.my.gov.uz./', 'webhook-host'],
    ['a name with a hole', 'https://hooks..uz/', 'webhook-host'],
    ['the port of SSH', 'https://hooks.my.gov.uz:22/', 'webhook-port'],
    ['the port of plain http', 'https://hooks.my.gov.uz:80/', 'webhook-port'],
    ['port 0', 'https://hooks.my.gov.uz:0/', 'webhook-port'],
  ])('is never %s', (_what, url, fault) => {
    expect(faultOfTarget(url, strict)).toBe(fault);
  });

  it('is never a number, however a number is written', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom(8, 10, 16), (address, base) => {
        const prefix = { 8: '0', 10: '', 16: '0x' }[base];
        const parts = address.split('.').map((part) => prefix + Number(part).toString(base));
        expect(faultOfTarget(`https://${parts.join('.')}/`, strict)).toBe('webhook-host');
      }),
    );
  });

  it('may be this machine where tests and developers need it, and then still no credentials', () => {
    const here = { ...strict, loopback: true };

    expect(faultOfTarget('http://127.0.0.1:9000/hook', here)).toBeNull();
    expect(faultOfTarget('http://localhost:9000/hook', here)).toBeNull();
    expect(faultOfTarget('http://[::1]:9000/hook', here)).toBeNull();
    expect(faultOfTarget('http://a:b@localhost:9000/', here)).toBe('webhook-credentials');
    expect(faultOfTarget('http://10.0.0.1:9000/', here)).toBe('webhook-not-https');
    expect(faultOfTarget('https://10.0.0.1/', here)).toBe('webhook-host');
  });
});

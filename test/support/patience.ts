/** Integration tests wait for real servers; this machine may be busy. */
jest.setTimeout(60_000);

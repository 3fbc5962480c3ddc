import { native, report } from '../../support/program.ts';

report('interfaces', { found: native().interfaces() });

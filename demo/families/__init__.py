"""The families of the demo city's pages: one module per way of building a site."""

from demo.city import DemoSite
from demo.families.empire import Empire
from demo.families.epoint import Epoint
from demo.families.family import Family
from demo.families.gkmlpt import Gkmlpt
from demo.families.jcms import Jcms
from demo.families.tables import Tables
from demo.families.trs import Trs
from demo.families.ucap import Ucap
from demo.families.webplus import Webplus

FAMILIES: dict[str, type[Family]] = {
    "trs": Trs,
    "jcms": Jcms,
    "webplus": Webplus,
    "ucap": Ucap,
    "gkmlpt": Gkmlpt,
    "tables": Tables,
    "epoint": Epoint,
    "empire": Empire,
}


def family_of(site: DemoSite) -> Family:
    """Return what makes this site's pages."""
    return FAMILIES[site.family](site)

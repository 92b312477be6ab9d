"""What a site says of whose it is."""

from dataclasses import dataclass
from random import Random

from demo.recipe import Recipe
from demo.units import REGION, Office


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What the foot and the tags of the pages say; None is left out."""

    site_id_code: str | None
    site_id_code_meta: str | None
    icp: str | None
    police: str | None
    sponsor: str | None
    contact: str | None
    jiucuo: bool
    dangzheng: bool


def identity(office: Office, recipe: Recipe, rng: Random) -> Identity:
    """Draw what it says; the recipe leaves things out or has them wrong."""
    other = f"{REGION}00{rng.randrange(5000, 9999)}"
    icp = f"粤ICP备99{rng.randrange(10**6):06d}号"  # no such year was ever given out
    police = f"{office.code[:6]}02{rng.randrange(10**6):06d}"
    phone = f"0765-88{rng.randrange(10**5):05d}"  # the area code is no longer in use

    code = {
        item: other if item in recipe.wrong else office.code
        for item in ("site_id_code", "site_id_code_meta")
    }
    values: dict[str, str] = {
        **code,
        "icp": icp if rng.random() < 0.5 else f"{icp}-{rng.randrange(1, 4)}",
        "police": f"粤公网安备 {police}号",
        "sponsor": office.name,
        "contact": phone,
    }
    given = {item: None if item in recipe.without else value for item, value in values.items()}
    return Identity(
        **given,
        jiucuo="jiucuo" not in recipe.without,
        dangzheng="dangzheng" not in recipe.without,
    )

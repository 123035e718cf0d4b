"""No address that was given out may be gone."""

from tiengnoi.addresses.moves import Addresses, is_address
from tiengnoi.catalogue import Catalogue
from tiengnoi.problems import Problems


def check_addresses(catalogue: Catalogue, problems: Problems) -> None:
    addresses = Addresses(catalogue)
    seen: set[str] = set()
    for one in catalogue.redirects:
        for field, address in (("from", one.old), ("to", one.new)):
            if not is_address(address):
                problems.add(one.place(field), "address-form", name=address)
        if one.old in seen:
            problems.add(one.place("from"), "redirect-twice", name=one.old)
        elif one.old in addresses.there:
            problems.add(one.place("from"), "redirect-from-existing", name=one.old)
        elif is_address(one.new) and addresses.target(one.new) is None:
            known = addresses.pages
            problems.add(one.place("to"), "redirect-to-nowhere", name=one.new, known=known)
        seen.add(one.old)
    # What has mistakes is not in the catalogue, and its page is not gone for that.
    if catalogue.unreadable:
        return
    gone = addresses.gone()
    # Translations, short addresses and downloads go with their page, which is told.
    told = {follower for page in gone for follower in addresses.followers(page)}
    for address in gone:
        if address not in told:
            place = catalogue.published[address]
            problems.add(place, "address-gone", name=address, known=addresses.pages)

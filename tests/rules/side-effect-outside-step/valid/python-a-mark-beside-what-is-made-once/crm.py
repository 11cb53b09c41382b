import os

from crm_sdk import Crm

_crm: Crm | None = None
_asked = False


def get_crm() -> Crm | None:
    global _crm, _asked
    if _asked:
        return _crm
    _asked = True
    key = os.getenv("CRM_KEY")
    if not key:
        return None
    _crm = Crm(key=key)
    return _crm


def send_rest() -> None:
    crm = get_crm()
    if crm is not None:
        crm.push_rest()

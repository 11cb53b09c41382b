import pydantic


class Order(pydantic.BaseModel):
    number: int

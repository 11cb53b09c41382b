import pydantic


class Base(pydantic.BaseModel):
    pass


class Order(Base):
    number: int
